namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>Keeps the state of a namespace where it survives the process.</summary>
internal interface IMessageStore : IDisposable
{
    /// <summary>Everything kept, to build the index in memory from.</summary>
    StoredState Load();

    /// <summary>Makes a batch durable, all of it or none. Returns once it is on disk.</summary>
    void Commit(CommitBatch batch);

    /// <summary>The encoded bytes of a message. Safe to call while another thread commits.</summary>
    byte[] ReadBody(long messageId);
}
