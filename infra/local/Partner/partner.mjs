import { run } from "./participant.mjs";
import { statusesOf } from "./referral.mjs";
import { readSettings } from "./settings.mjs";

run(() => {
  const { connection, partner, decision, ledger } = readSettings(process.env);
  return {
    connection,
    participant: partner,
    topic: "referrals",
    step: "referral",
    decide: () => statusesOf(decision),
    ledger,
    requests: "referrals",
  };
});
