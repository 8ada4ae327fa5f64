using Holdfast.Core.Notices;
using Holdfast.Integrations.Notices;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Notices;
using Holdfast.Web.Notices;

namespace Holdfast.Web.Wiring;

/// <summary>Notices: methods, what looks after them, and their doors. What carries them is every <see cref="Core.Notices.ICarrier"/> that is registered.</summary>
static class NoticesWiring
{
    /// <exception cref="StartRefusedException">The address for links can't be read: links that lead nowhere must not go out.</exception>
    public static void Check(HostSettings settings)
    {
        if (settings.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is "https" or "http" && read is { Query: "", Fragment: "", UserInfo: "" }))
        {
            throw new StartRefusedException($"The public address {url} can't be read. It looks like https://holdfast.example.");
        }

        if (settings.Smtp is { } smtp && !SmtpAddress.TryParse(smtp, out _, out var problems))
        {
            throw new StartRefusedException($"The mail server's address can't be used. {string.Join(' ', problems)}");
        }

        if (settings.PushContact is { } contact && !WebPush.IsContact(contact))
        {
            throw new StartRefusedException($"The contact for push services, {contact}, can't be used. It looks like mailto:operations@example.org.");
        }
    }

    public static IServiceCollection AddNotices(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<MethodStore>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<NoticeReader>();
        services.AddSingleton<KnownMethods>();
        services.AddSingleton<Notices.Notices>();
        services.AddSingleton<NoticeLinks>();
        services.AddSingleton<Handing>();
        services.AddSingleton<NoticeDoor>();
        services.AddSingleton<MethodDesk>();
        services.AddSingleton(provider => Task.Run(() => PushKey.OpenAsync(provider.GetRequiredService<Database>(), provider.GetRequiredService<Keyring>().Master)).GetAwaiter().GetResult());
        AddCarriers(services, settings);
        services.AddHostedService<MethodWatch>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    /// <summary>Only what the site has set up: of the rest, pages and deliveries say that it is not.</summary>
    static void AddCarriers(IServiceCollection services, HostSettings settings)
    {
        if (SmtpAddress.TryParse(settings.Smtp, out var mail, out _))
        {
            services.AddSingleton<ICarrier>(provider => new SmtpMail(mail, provider.GetRequiredService<TimeProvider>()));
        }

        if ((settings.PushContact ?? settings.PublicUrl) is { } contact && WebPush.IsContact(contact))
        {
            services.AddSingleton<ICarrier>(provider => new WebPush(
                VapidKey.TryImport(provider.GetRequiredService<PushKey>().Pkcs8.Span, out var key) ? key : throw new StartRefusedException("The key for push in the database can't be read."),
                contact, provider.GetRequiredService<TimeProvider>()));
        }
    }

    public static void MapNotices(this IEndpointRouteBuilder routes) => routes.MapMethods();
}
