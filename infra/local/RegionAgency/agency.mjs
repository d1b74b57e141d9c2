import { run } from "../Partner/participant.mjs";
import { readConnection } from "../Partner/settings.mjs";
import { decide } from "./rules.mjs";

run(() => ({
  connection: readConnection(process.env),
  participant: "dk-region-midtjylland",
  topic: "eligibility-checks",
  step: "eligibility",
  decide,
  ledger: process.env.REGION_LEDGER || null,
  requests: "eligibility checks",
}));
