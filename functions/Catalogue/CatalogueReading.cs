using Integration.Functions.Security;
using Integration.Workflows.Catalogue.Browsing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Catalogue;

/// <summary>Shows the running catalogue to anyone: policy is public.</summary>
public sealed class CatalogueReading(CatalogueBrowser browser)
{
    private const string Services = "services";

    /// <summary>Its version, and what is in it.</summary>
    [Function(nameof(GetCatalogue))]
    [OpenToAnyone]
    public IActionResult GetCatalogue([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CatalogueAnswers.Json(request, Tag, browser.Counts);
    }

    /// <summary>A page of one of its lists.</summary>
    [Function(nameof(GetCatalogueList))]
    [OpenToAnyone]
    public IActionResult GetCatalogueList(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/{list}")] HttpRequest request, string list)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CatalogueAnswers.List(request, Tag, browser.Page(list, CatalogueAnswers.QueryOf(request)));
    }

    /// <summary>One thing of a list, as it is written in the packs.</summary>
    [Function(nameof(GetCatalogueItem))]
    [OpenToAnyone]
    public IActionResult GetCatalogueItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/{list}/{id}")] HttpRequest request, string list, string id)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (browser.Find(list, id) is not { } item)
        {
            return CatalogueAnswers.NotFound();
        }

        if (list == Services)
        {
            item["application"] = $"/api/catalogue/{Services}/{id}/application-schema";
        }

        return CatalogueAnswers.Json(request, Tag, item);
    }

    /// <summary>What an application to a service must look like, as a JSON Schema.</summary>
    [Function(nameof(GetApplicationSchema))]
    [OpenToAnyone]
    public IActionResult GetApplicationSchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = $"catalogue/{Services}/{{id}}/application-schema")]
        HttpRequest request,
        string id)
    {
        ArgumentNullException.ThrowIfNull(request);
        return browser.ApplicationSchema(id) is { } schema
            ? CatalogueAnswers.Json(request, Tag, schema, "application/schema+json")
            : CatalogueAnswers.NotFound();
    }

    private string Tag => browser.Counts.Version;
}
