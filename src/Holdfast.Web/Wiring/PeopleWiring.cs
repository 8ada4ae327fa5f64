using Holdfast.Storage.People;
using Holdfast.Web.People;
using Holdfast.Web.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Wiring;

/// <summary>People, signing in, sessions.</summary>
static class PeopleWiring
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PeopleReader>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<Directory>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<OpenRequests>();
        services.AddSingleton<Argon2Hasher>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<PeopleDesk>();
        services.AddScoped<SignInDesk>();
        services.AddSingleton<HouseOutbox>();
        services.AddSingleton<HouseDelivery>();
        services.AddHostedService<DirectoryWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<HouseDelivery>());
        services.AddHostedService<OpenPages>();

        services.AddSingleton<IPasswordHasher<Account>>(provider => provider.GetRequiredService<Argon2Hasher>());
        services.AddSingleton<ILookupNormalizer, LowerCaseNames>();
        services.AddIdentityCore<Account>();
        services.AddScoped<Accounts>();

        services.AddAuthentication(Signing.SchemeName).AddScheme<AuthenticationSchemeOptions, Signing>(Signing.SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "holdfast-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = "form-token";
            forms.SuppressXFrameOptionsHeader = true;
        });

        // Antiforgery brings a ring of keys in files, read at every start; SealedForms stands in for it.
        foreach (var ring in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToArray())
        {
            services.Remove(ring);
        }

        return services;
    }

    /// <summary>Who asks, what is open by whom, and the guard before JSON doors that write.</summary>
    public static void UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseLanguage();
        app.UseSameOrigin();
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<Bearer>() is not { } bearer)
            {
                await next(context);
                return;
            }

            using (context.RequestServices.GetRequiredService<OpenRequests>().Begin(bearer.Person.Id, bearer.Key, context.Abort))
            {
                // The account may have ended between being recognized and being noted as open: then nobody closes this request.
                if (context.RequestServices.GetRequiredService<Directory>().Member(bearer.Person.Id)?.Stamp != bearer.Stamp)
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return;
                }

                await next(context);
            }
        });
        app.UseAuthorization();
    }
}
