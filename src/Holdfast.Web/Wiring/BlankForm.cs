using Microsoft.AspNetCore.ResponseCompression;

namespace Holdfast.Web.Wiring;

/// <summary>
/// The live screen before first touch is the whole form and goes out compressed. No other page does: what is compressed tells by its size what
/// is in it, and this one alone holds nobody's words and repeats nothing that was sent to it.
/// </summary>
static class BlankForm
{
    const string Path = "/report";

    public static void AddBlankFormCompressed(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["text/html"];
    });

    public static void UseBlankFormCompressed(this WebApplication app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Path, branch => branch.UseResponseCompression());
}
