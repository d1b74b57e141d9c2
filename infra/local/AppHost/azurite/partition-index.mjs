// Azurite walks a whole table for every query, so a case costs more the more cases are kept. With this, a query within one partition,
// which is what the case store asks, reads that partition alone, through the index that Azurite keeps on PartitionKey anyway. The filter
// is still applied to every row that is read.
import store from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";

const ONE_PARTITION = /^\(?PartitionKey eq '((?:[^']|'')*)'\)?(?: and |$)/;

const everything = store.default.prototype.queryTableEntities;
const collectionOf = store.default.prototype.getEntityCollection;

/** The partition that a filter stays within, or undefined: no filter with 'or' is taken to stay within one. */
function partitionOf(filter) {
  const [, key] = (/\bor\b/.test(filter ?? "") ? null : ONE_PARTITION.exec(filter ?? "")) ?? [];
  return key?.replaceAll("''", "'");
}

store.default.prototype.queryTableEntities = function (context, account, table, query, ...continuation) {
  const partition = partitionOf(query.filter);
  if (partition === undefined) {
    return everything.call(this, context, account, table, query, ...continuation);
  }

  const narrowed = Object.create(this, {
    getEntityCollection: {
      value: (...names) => {
        const rows = collectionOf.apply(this, names);
        return { chain: () => rows.chain().find({ PartitionKey: partition }) };
      },
    },
  });
  return everything.call(narrowed, context, account, table, query, ...continuation);
};
