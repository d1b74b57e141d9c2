using Integration.Local.FunctionsWorker.Http;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Fills the parameter with the JSON body of the request. A body that is not such JSON is answered with 400.</summary>
public class FromBodyAttribute : InputConverterAttribute
{
    public FromBodyAttribute()
        : base(typeof(RequestBody))
    {
    }
}
