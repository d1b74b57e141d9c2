const DECISIONS = ["accept", "reject"];

/** Says which variable is wrong, and how to set it right. */
export class SettingsError extends Error {}

/**
 * Reads the environment.
 *
 * - SERVICE_BUS: connection string. Required.
 * - PARTNER: the partner's id in the network, which is also the name of its subscription. Default maple-education-savings.
 * - PARTNER_DECISION: accept or reject, what is answered to a referral. Default accept.
 * - PARTNER_LEDGER: a file that gets a JSON line for each referral received and each answer sent. Default none.
 */
export function readSettings(environment) {
  const { SERVICE_BUS, PARTNER, PARTNER_DECISION, PARTNER_LEDGER } = environment;
  const decision = PARTNER_DECISION || "accept";
  if (!SERVICE_BUS) {
    throw new SettingsError("SERVICE_BUS is missing: set it to the connection string of the Service Bus namespace.");
  }

  if (!DECISIONS.includes(decision)) {
    throw new SettingsError(`PARTNER_DECISION must be ${DECISIONS.join(" or ")}, not '${decision}'.`);
  }

  return { connection: SERVICE_BUS, partner: PARTNER || "maple-education-savings", decision, ledger: PARTNER_LEDGER || null };
}
