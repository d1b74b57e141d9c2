const DECISIONS = ["accept", "reject"];

/** Says which variable is wrong, and how to set it right. */
export class SettingsError extends Error {}

/** SERVICE_BUS: the connection string that every participant needs. */
export function readConnection({ SERVICE_BUS }) {
  if (!SERVICE_BUS) {
    throw new SettingsError("SERVICE_BUS is missing: set it to the connection string of the Service Bus namespace.");
  }

  return SERVICE_BUS;
}

/**
 * Reads the environment of the sample partner.
 *
 * - SERVICE_BUS: connection string. Required.
 * - PARTNER: the partner's id in the network, which is also the name of its subscription. Default maple-education-savings.
 * - PARTNER_DECISION: accept or reject, what is answered to a referral. Default accept.
 * - PARTNER_LEDGER: a file that gets a JSON line for each referral received and each answer sent. Default none.
 */
export function readSettings(environment) {
  const { PARTNER, PARTNER_DECISION, PARTNER_LEDGER } = environment;
  const connection = readConnection(environment);
  const decision = PARTNER_DECISION || "accept";
  if (!DECISIONS.includes(decision)) {
    throw new SettingsError(`PARTNER_DECISION must be ${DECISIONS.join(" or ")}, not '${decision}'.`);
  }

  return { connection, partner: PARTNER || "maple-education-savings", decision, ledger: PARTNER_LEDGER || null };
}
