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
    }

    public static IServiceCollection AddNotices(this IServiceCollection services)
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
        services.AddHostedService<MethodWatch>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    public static void MapNotices(this IEndpointRouteBuilder routes) => routes.MapMethods();
}
