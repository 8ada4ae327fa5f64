using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Notices;
using Holdfast.Web.Notices;

namespace Holdfast.Web.Wiring;

/// <summary>Notices: methods, what carries them, what looks after them, and their doors.</summary>
static class NoticesWiring
{
    /// <exception cref="StartRefusedException">The address for links can't be read: links that lead nowhere must not go out.</exception>
    public static void Check(HostSettings settings)
    {
        if (settings.PublicUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var read) && read.Scheme is "https" or "http" && read is { Query: "", Fragment: "", UserInfo: "" }))
        {
            throw new StartRefusedException($"The public address {url} can't be read. It looks like https://holdfast.example.");
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
        services.AddHostedService<MethodWatch>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
    }
}
