/** CloudEvents types of the network. */
export const STEP_REQUESTED = "integration.step.requested.v1";
export const STEP_CANCELLED = "integration.step.cancelled.v1";
export const STEP_ANSWERED = "integration.step.answered.v1";

/**
 * What a message asks of a partner. Pure.
 *
 * @returns {{kind: "referral", stepKey: string, replyTo: string, session: string}
 *   | {kind: "cancellation", stepKey: string}
 *   | {kind: "malformed", problem: string}}
 */
export function read(message, partner) {
  const properties = message.applicationProperties ?? {};
  const { stepKey, step } = message.body ?? {};
  const type = properties["cloudEvents:type"];
  if (type !== STEP_REQUESTED && type !== STEP_CANCELLED) {
    return malformed(`cloudEvents:type must be ${STEP_REQUESTED} or ${STEP_CANCELLED}`);
  }

  if (properties.participant !== partner) {
    return malformed(`participant must be ${partner}`);
  }

  if (!isText(stepKey)) {
    return malformed("the body must be JSON with a stepKey");
  }

  if (type === STEP_CANCELLED) {
    return { kind: "cancellation", stepKey };
  }

  if (step !== "referral") {
    return malformed("step must be referral");
  }

  return isText(message.replyTo) && isText(message.replyToSessionId)
    ? { kind: "referral", stepKey, replyTo: message.replyTo, session: message.replyToSessionId }
    : malformed("ReplyTo and ReplyToSessionId must say where the answer goes");
}

/** The statuses that a decision leads through, in order; each may follow the one before, and the last ends the referral. Pure. */
export function statusesOf(decision) {
  return decision === "reject"
    ? [{ status: "rejected", statusReason: "The partner takes no new referrals at the moment." }]
    : [{ status: "accepted" }, { status: "completed" }];
}

/** An answer as it travels: a CloudEvent 1.0 in AMQP binary mode. The same step and status are always the same message. Pure. */
export function answer(referral, partner, body, time) {
  const messageId = `${referral.stepKey}/${body.status}`;
  return {
    body,
    messageId,
    contentType: "application/json",
    subject: referral.stepKey,
    correlationId: referral.stepKey,
    sessionId: referral.session,
    applicationProperties: {
      participant: partner,
      "cloudEvents:specversion": "1.0",
      "cloudEvents:id": messageId,
      "cloudEvents:type": STEP_ANSWERED,
      "cloudEvents:source": `/participants/${partner}`,
      "cloudEvents:subject": referral.stepKey,
      "cloudEvents:time": time.toISOString(),
    },
  };
}

const malformed = (problem) => ({ kind: "malformed", problem });

const isText = (value) => typeof value === "string" && value.length > 0;
