namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What may be large of an instance. The numbers are kept in the file.</summary>
internal enum PayloadKind
{
    Input = 0,
    Output = 1,
    CustomStatus = 2,
    Failure = 3,
}
