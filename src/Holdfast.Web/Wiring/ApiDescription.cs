using Microsoft.OpenApi;

namespace Holdfast.Web.Wiring;

/// <summary>The description of the JSON doors at <c>/api/openapi.json</c>, for whoever is signed in.</summary>
static class ApiDescription
{
    const string Scheme = "token";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Holdfast";
            document.Info.Version = "v1";
            document.Info.Description = "Threat intake, reporting and escalation. Ids are UUIDv7 in their usual form, made by whoever sends them: sending twice is once. Times are UTC. "
                + "What is absent and what is denied answer alike: 404. No entry is refused for its content.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of `holdfast user token NAME`.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        }));
}
