/** CloudEvents types of the network. */
export const STEP_REQUESTED = "integration.step.requested.v1";
export const STEP_CANCELLED = "integration.step.cancelled.v1";
export const CONSENT_ENDED = "integration.consent.ended.v1";
export const STEP_ANSWERED = "integration.step.answered.v1";

/**
 * What a message asks of a participant that carries out one kind of step. Pure.
 *
 * @returns {{kind: "request", stepKey: string, subject: string, attributes: object, replyTo: string, session: string}
 *   | {kind: "cancellation", stepKey: string}
 *   | {kind: "consent-ended", stepKey: string, purpose: string, reason: string}
 *   | {kind: "malformed", problem: string}}
 */
export function read(message, participant, expected) {
  const properties = message.applicationProperties ?? {};
  const { stepKey, step, subject, attributes } = message.body ?? {};
  const type = properties["cloudEvents:type"];
  if (![STEP_REQUESTED, STEP_CANCELLED, CONSENT_ENDED].includes(type)) {
    return malformed(`cloudEvents:type must be ${STEP_REQUESTED}, ${STEP_CANCELLED} or ${CONSENT_ENDED}`);
  }

  if (properties.participant !== participant) {
    return malformed(`participant must be ${participant}`);
  }

  if (!isText(stepKey)) {
    return malformed("the body must be JSON with a stepKey");
  }

  if (type === STEP_CANCELLED) {
    return { kind: "cancellation", stepKey };
  }

  if (type === CONSENT_ENDED) {
    return { kind: "consent-ended", stepKey, purpose: message.body.purpose, reason: message.body.reason };
  }

  if (step !== expected) {
    return malformed(`step must be ${expected}`);
  }

  return isText(message.replyTo) && isText(message.replyToSessionId)
    ? { kind: "request", stepKey, subject, attributes, replyTo: message.replyTo, session: message.replyToSessionId }
    : malformed("ReplyTo and ReplyToSessionId must say where the answer goes");
}

/** An answer as it travels: a CloudEvent 1.0 in AMQP binary mode. The same step and status are always the same message. Pure. */
export function answer(request, participant, body, time) {
  const messageId = `${request.stepKey}/${body.status}`;
  return {
    body,
    messageId,
    contentType: "application/json",
    subject: request.stepKey,
    correlationId: request.stepKey,
    sessionId: request.session,
    applicationProperties: {
      participant,
      "cloudEvents:specversion": "1.0",
      "cloudEvents:id": messageId,
      "cloudEvents:type": STEP_ANSWERED,
      "cloudEvents:source": `/participants/${participant}`,
      "cloudEvents:subject": request.stepKey,
      "cloudEvents:time": time.toISOString(),
    },
  };
}

const malformed = (problem) => ({ kind: "malformed", problem });

const isText = (value) => typeof value === "string" && value.length > 0;
