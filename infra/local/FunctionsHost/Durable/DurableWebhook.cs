using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;

#pragma warning disable CS0618 // The extension asks for it, though it is marked as obsolete.

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>Tells the extension under which address callers reach its management API, and remembers the extension.</summary>
internal sealed class DurableWebhook(Uri address) : IWebHookProvider
{
    /// <summary>The path of the management API.</summary>
    public const string Path = "/runtime/webhooks/durabletask";

    public DurableTaskExtension? Extension { get; private set; }

    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        Extension ??= extension as DurableTaskExtension;
        return address;
    }
}
