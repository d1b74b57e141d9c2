namespace Integration.Local.AppHost.Backup;

/// <summary>A table of a backup.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="File">The file in the folder, one row a line.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">The hash of the file, in lower-case hexadecimal.</param>
internal sealed record BackupTable(string Name, string File, long Rows, string Sha256);
