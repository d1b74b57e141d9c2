namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>A change that is committed whole, in one transaction with others.</summary>
internal interface IStoreCommand
{
    /// <summary>Whether another command follows at once that is worth a moment's wait, so that both are in one transaction.</summary>
    bool IsFollowed => false;

    /// <summary>Makes the change. Throws only if the store is broken; a refusal is an outcome.</summary>
    void Apply(StoreSession store);

    /// <summary>The change is durable. Only now may its effects be seen.</summary>
    void Committed();

    /// <summary>The change was not made and never will be.</summary>
    void Failed(Exception reason);
}
