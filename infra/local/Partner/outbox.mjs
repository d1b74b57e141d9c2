/** Sends with one link for each queue; a link that is lost is made again by the SDK. */
export function openOutbox(client) {
  const senders = new Map();
  return {
    /** Resolves once the broker has the message. */
    send(queue, message) {
      if (!senders.has(queue)) {
        senders.set(queue, client.createSender(queue));
      }

      return senders.get(queue).sendMessages(message);
    },
  };
}
