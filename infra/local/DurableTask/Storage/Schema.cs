namespace Integration.Local.DurableTask.Storage;

/// <summary>The tables. Times are ticks in UTC.</summary>
internal static class Schema
{
    /// <summary>Kept in the file's user_version. A file of a higher version is refused, one of a lower is migrated.</summary>
    public const int Version = 3;

    /// <summary>Kept in the file's application_id, so that no other database is taken for ours.</summary>
    public const int ApplicationId = 0x44544C31;

    /// <summary>The statements that bring a file from a version, the index, to the next.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        -- busy: must be looked at when the engine starts, since something of it was under way
        CREATE TABLE instance (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            status INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            busy INTEGER NOT NULL,
            wake_at INTEGER,
            created_at INTEGER NOT NULL,
            start_at INTEGER,
            ended_at INTEGER,
            parent_seq INTEGER,
            parent_generation INTEGER,
            parent_task INTEGER,
            parent_id TEXT,
            parent_name TEXT,
            tags TEXT,
            custom_status TEXT,
            failure BLOB,
            output TEXT,
            input TEXT);
        CREATE INDEX instance_busy ON instance (seq) WHERE busy = 1;
        CREATE INDEX instance_wake ON instance (wake_at) WHERE wake_at IS NOT NULL;
        CREATE INDEX instance_parent ON instance (parent_seq) WHERE parent_seq IS NOT NULL;
        -- one row a turn
        CREATE TABLE history (
            instance INTEGER NOT NULL,
            first INTEGER NOT NULL,
            at INTEGER NOT NULL,
            events BLOB NOT NULL,
            PRIMARY KEY (instance, first)) WITHOUT ROWID;
        -- messages between instances that the receiver has not taken into its history
        CREATE TABLE inbox (
            number INTEGER PRIMARY KEY,
            instance INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            event BLOB NOT NULL);
        CREATE INDEX inbox_instance ON inbox (instance);
        """,
        """
        -- one row: whether an engine has the file open, and how often in sequence one went down over what it took up at its start
        CREATE TABLE run (open INTEGER NOT NULL, crashes INTEGER NOT NULL);
        INSERT INTO run VALUES (0, 0);
        -- what was tried alone since the engine goes down again and again; task -1 is the orchestrator's own code
        CREATE TABLE suspect (
            instance INTEGER NOT NULL,
            task INTEGER NOT NULL,
            crashes INTEGER NOT NULL,
            trying INTEGER NOT NULL,
            PRIMARY KEY (instance, task)) WITHOUT ROWID;
        """,
        """
        -- a page of what has ended, in that order, costs a page, however much has ended
        CREATE INDEX instance_ended ON instance (ended_at) WHERE ended_at IS NOT NULL;
        """,
    ];
}
