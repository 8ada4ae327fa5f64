using Holdfast.Core.Escalation;
using Holdfast.Integrations.Escalation;
using Holdfast.Storage.People;
using Holdfast.Web.Escalation;
using Holdfast.Web.People;

namespace Holdfast.Web.Wiring;

/// <summary>Who comes: presence, routing, deadlines, transfers, and their doors.</summary>
static class EscalationWiring
{
    /// <exception cref="StartRefusedException">The heartbeat's address can't be used: nobody would hear the silence.</exception>
    public static void Check(HostSettings settings)
    {
        if (settings.Heartbeat is { } url && !Heartbeat.TryParse(url, out _))
        {
            throw new StartRefusedException("The heartbeat's address can't be used. It begins with https://; http:// is for this machine alone.");
        }
    }

    public static IServiceCollection AddEscalation(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<PresenceStore>();
        services.AddSingleton<PresenceDesk>();
        services.AddSingleton<Presences>();
        services.AddHostedService(provider => provider.GetRequiredService<Presences>());
        services.AddSingleton<RingViews>();
        services.AddSingleton<Handovers>();
        services.AddSingleton<Escalator>();
        services.AddSingleton<EscalationPulse>();
        services.AddHostedService<DeadlineWorker>();
        services.AddSingleton<OwnerWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OwnerWatch>());
        if (Heartbeat.TryParse(settings.Heartbeat, out var heartbeat))
        {
            services.AddSingleton<IHeartbeat>(provider => new Heartbeat(heartbeat, provider.GetRequiredService<TimeProvider>()));
            services.AddHostedService<HeartbeatWorker>();
        }

        return services;
    }
}
