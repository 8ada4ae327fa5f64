using Holdfast.Storage.People;
using Holdfast.Web.Escalation;
using Holdfast.Web.People;

namespace Holdfast.Web.Wiring;

/// <summary>Who comes: presence, routing, deadlines, transfers, and their doors.</summary>
static class EscalationWiring
{
    public static IServiceCollection AddEscalation(this IServiceCollection services)
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
        return services;
    }
}
