namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>The tables. Times are ticks in UTC; what is called message or events is written by the history codec.</summary>
internal static class Schema
{
    /// <summary>Kept in the file's user_version. A file of a higher version is refused, one of a lower is migrated.</summary>
    public const int Version = 1;

    /// <summary>Kept in the file's application_id, so that no other database is taken for ours.</summary>
    public const int ApplicationId = 0x44544C32;

    /// <summary>The application_id of the engine that this store replaced.</summary>
    public const int FormerApplicationId = 0x44544C31;

    /// <summary>The statements that bring a file from a version, the index, to the next.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        -- seq is the number of one start of an id: an instance that replaces a finished one of its id has another
        CREATE TABLE instance (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            execution_id TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            completed_at INTEGER,
            start_at INTEGER,
            generation INTEGER,
            parent_seq INTEGER,
            parent BLOB,
            tags TEXT);
        CREATE INDEX instance_parent ON instance (parent_seq) WHERE parent_seq IS NOT NULL;
        -- a page of what has ended, in that order, costs a page, however much has ended
        CREATE INDEX instance_completed ON instance (completed_at) WHERE completed_at IS NOT NULL;
        -- what may be large and is seldom written: key is four times seq, and 0 for the input, 1 output, 2 custom status, 3 failure
        CREATE TABLE payload (key INTEGER PRIMARY KEY, value);
        -- one row for each work item of the instance's current execution; first counts the events before it
        CREATE TABLE history (
            instance INTEGER NOT NULL,
            first INTEGER NOT NULL,
            events BLOB NOT NULL,
            PRIMARY KEY (instance, first)) WITHOUT ROWID;
        -- messages that their instance has not taken into its history; due: not before that time; type: that of the event
        CREATE TABLE inbox (
            instance INTEGER NOT NULL,
            number INTEGER NOT NULL,
            type INTEGER NOT NULL,
            due INTEGER,
            message BLOB NOT NULL,
            PRIMARY KEY (instance, number)) WITHOUT ROWID;
        CREATE INDEX inbox_due ON inbox (due) WHERE due IS NOT NULL;
        -- calls of activities that have not been answered
        CREATE TABLE activity (
            instance INTEGER NOT NULL,
            number INTEGER NOT NULL,
            task INTEGER NOT NULL,
            message BLOB NOT NULL,
            PRIMARY KEY (instance, number)) WITHOUT ROWID;
        -- one row: whether a process has the file open, and how often in sequence one went down over what it took up at its start
        CREATE TABLE run (open INTEGER NOT NULL, crashes INTEGER NOT NULL);
        INSERT INTO run VALUES (0, 0);
        -- what was tried alone since the process goes down again and again; task -1 is the orchestrator's own code
        CREATE TABLE suspect (
            instance INTEGER NOT NULL,
            task INTEGER NOT NULL,
            crashes INTEGER NOT NULL,
            trying INTEGER NOT NULL,
            PRIMARY KEY (instance, task)) WITHOUT ROWID;
        """,
    ];
}
