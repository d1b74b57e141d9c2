// Azurite's table service: node table-service.mjs <port> <folder>
// Writes one line, the port that it listens on. On SIGTERM it saves its tables and ends.
import path from "node:path";
import configuration from "azurite/dist/src/table/TableConfiguration.js";
import "./partition-index.mjs";
import tables from "azurite/dist/src/table/TableServer.js";
import { DEFAULT_TABLE_LOKI_DB_PATH } from "azurite/dist/src/table/utils/constants.js";

const [port, folder] = process.argv.slice(2);
const settings = new configuration.default("127.0.0.1", Number(port), undefined, path.join(folder, DEFAULT_TABLE_LOKI_DB_PATH));
settings.enableAccessLog = false;
settings.skipApiVersionCheck = true;

const service = new tables.default(settings);
try {
  await service.start();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

process.once("SIGTERM", async () => {
  await service.close();
  process.exit(0);
});
console.log(service.httpServer.address().port);
