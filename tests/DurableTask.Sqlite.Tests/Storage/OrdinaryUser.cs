using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

/// <summary>Does something as an account that the permissions of files hold for, also where the tests run as root.</summary>
internal static class OrdinaryUser
{
    private const uint Nobody = 65534;

    public static void Do(Action action)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions are set aside for a thread on Linux only.");
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            // For this thread and those it starts.
            _ = SetFileSystemUser(Nobody);
            try
            {
                action();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(uint id);
}
