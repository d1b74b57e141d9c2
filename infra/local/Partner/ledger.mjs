import { appendFileSync } from "node:fs";

/** What was received and answered, a JSON line each; nothing is written without a file. No personal data: step keys and statuses. */
export function openLedger(file) {
  return {
    write(entry) {
      if (file !== null) {
        appendFileSync(file, `${JSON.stringify(entry)}\n`);
      }
    },
  };
}
