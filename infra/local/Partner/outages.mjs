/** Tells of an outage once: the SDK reports every attempt. */
export function tellOutages(say) {
  let told = null;
  return {
    /** Something failed, and is tried again by the SDK. */
    failed({ error, errorSource }) {
      const what = `${errorSource} ${error.code ?? error.name}`;
      if (what !== told) {
        told = what;
        say(`${errorSource} failed and is tried until it works: ${error.message.split("\n")[0]}`);
      }
    },

    /** Service Bus gave a message. */
    works() {
      told = null;
    },
  };
}
