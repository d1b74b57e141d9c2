using System.Globalization;
using Integration.Functions.Security;
using Integration.Workflows.Catalogue.Browsing;
using Integration.Workflows.Catalogue.Hsds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Catalogue;

/// <summary>Shows the running catalogue in the names of Open Referral HSDS 3.0, to anyone who harvests service directories.</summary>
public sealed class HsdsReading(CatalogueBrowser browser, HsdsExport export, TimeProvider time)
{
    /// <summary>Which HSDS this is, and which tables there are.</summary>
    [Function(nameof(GetHsds))]
    [OpenToAnyone]
    public IActionResult GetHsds([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/hsds")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CatalogueAnswers.Json(
            request, Tag, new { version = "3.0", profile = "https://docs.openreferral.org/en/3.0/", tables = export.Tables });
    }

    /// <summary>A page of a table.</summary>
    [Function(nameof(GetHsdsTable))]
    [OpenToAnyone]
    public IActionResult GetHsdsTable(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/hsds/{table}")] HttpRequest request, string table)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CatalogueAnswers.List(request, Tag, export.Page(table, CatalogueAnswers.QueryOf(request), Today));
    }

    /// <summary>A record of a table.</summary>
    [Function(nameof(GetHsdsRecord))]
    [OpenToAnyone]
    public IActionResult GetHsdsRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/hsds/{table}/{id}")] HttpRequest request,
        string table,
        string id)
    {
        ArgumentNullException.ThrowIfNull(request);
        var record = export.Find(table, id, CatalogueAnswers.QueryOf(request), Today, out var errors);
        return errors.Count > 0 ? Problems.OfParameters(errors)
            : record is null ? CatalogueAnswers.NotFound()
            : CatalogueAnswers.Json(request, Tag, record);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The records show the figures of the day.</summary>
    private string Tag => string.Create(CultureInfo.InvariantCulture, $"{browser.Counts.Version}-{Today:yyyyMMdd}");
}
