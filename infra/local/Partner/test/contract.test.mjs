import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, read, STEP_CANCELLED, STEP_REQUESTED } from "../contract.mjs";

const KEY = "case-1/referral/enrolment/1";

const request = (changes = {}) => ({
  body: { stepKey: KEY, step: "referral", subject: "enrolment", attributes: { name: "Ada" } },
  replyTo: "step-results",
  replyToSessionId: "case-1",
  ...changes,
  applicationProperties: { "cloudEvents:type": STEP_REQUESTED, participant: "maple", ...changes.applicationProperties },
});

test("a request says what it is about, what is known, and where its answer goes", () =>
  assert.deepEqual(read(request(), "maple", "referral"), {
    kind: "request",
    stepKey: KEY,
    subject: "enrolment",
    attributes: { name: "Ada" },
    replyTo: "step-results",
    session: "case-1",
  }));

test("a cancellation says what it is about", () =>
  assert.deepEqual(read(request({ body: { stepKey: KEY, status: "cancelled" }, applicationProperties: { "cloudEvents:type": STEP_CANCELLED } }), "maple", "referral"), {
    kind: "cancellation",
    stepKey: KEY,
  }));

for (const [what, changes] of Object.entries({
  "a message of another type": { applicationProperties: { "cloudEvents:type": "integration.case.received.v1" } },
  "a message to another participant": { applicationProperties: { participant: "first-shift" } },
  "a body that is not JSON": { body: Buffer.from("<referral/>") },
  "a message without a body": { body: undefined },
  "a body without a step key": { body: { step: "referral" } },
  "a step of another kind": { body: { stepKey: KEY, step: "identity" } },
  "a message without ReplyTo": { replyTo: undefined },
  "a message without ReplyToSessionId": { replyToSessionId: "" },
})) {
  test(`${what} is malformed`, () => assert.equal(read(request(changes), "maple", "referral").kind, "malformed"));
}

test("the end of a consent says of which step, for which purpose and why", () =>
  assert.deepEqual(
    read(
      request({
        body: { stepKey: KEY, purpose: "enrolment", reason: "expired" },
        applicationProperties: { "cloudEvents:type": "integration.consent.ended.v1" },
      }),
      "maple",
      "referral",
    ),
    { kind: "consent-ended", stepKey: KEY, purpose: "enrolment", reason: "expired" },
  ));

test("a message without properties is malformed", () => assert.equal(read({ body: {} }, "maple", "referral").kind, "malformed"));

test("an answer is a CloudEvent in binary mode, for the session that was named", () =>
  assert.deepEqual(answer(read(request(), "maple", "referral"), "maple", { status: "accepted" }, new Date("2026-03-01T14:30:00Z")), {
    body: { status: "accepted" },
    messageId: `${KEY}/accepted`,
    contentType: "application/json",
    subject: KEY,
    correlationId: KEY,
    sessionId: "case-1",
    applicationProperties: {
      participant: "maple",
      "cloudEvents:specversion": "1.0",
      "cloudEvents:id": `${KEY}/accepted`,
      "cloudEvents:type": "integration.step.answered.v1",
      "cloudEvents:source": "/participants/maple",
      "cloudEvents:subject": KEY,
      "cloudEvents:time": "2026-03-01T14:30:00.000Z",
    },
  }));
