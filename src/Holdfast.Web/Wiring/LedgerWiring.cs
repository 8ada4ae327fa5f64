using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Time;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Escalation;
using Holdfast.Web.Feed;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Holdfast.Web.Time;

namespace Holdfast.Web.Wiring;

/// <summary>The ledger, what reads it, what follows it, and its doors.</summary>
static class LedgerWiring
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton(Wire());
        services.AddSingleton(provider => new Ledger(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<Keyring>(), provider.GetRequiredService<FactWire>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Procedures.Procedures>().FindAsync));
        services.AddSingleton<IncidentReader>();
        services.AddSingleton<Readings>();
        services.AddSingleton<IncidentDoors>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<Linking>();
        services.AddSingleton<LinkViews>();
        services.AddSingleton<EntryRequests>();
        services.AddSingleton(provider => Task.Run(() => SealKeys.OpenAsync(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<Keyring>().Master, provider.GetRequiredService<TimeProvider>())).GetAwaiter().GetResult());
        services.AddSingleton<Tickets>();
        services.AddSingleton<LateWords>();
        services.AddSingleton<SealedWords>();
        services.AddSingleton<SealTurns>();
        services.AddSingleton<TimelineText>();
        services.AddSingleton<RowViews>();
        services.AddSingleton<IncidentViews>();
        services.AddSingleton<QueuePages>();
        services.AddSingleton<LedgerTail>();
        services.AddSingleton<Audience>();
        services.AddSingleton<FeedHub>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedHub>());
        services.AddHostedService<DraftWorker>();
        services.AddHostedService<ClockWatch>();
        return services;
    }

    /// <summary>All facts that this version writes and reads.</summary>
    public static FactWire Wire() => new(IncidentFacts.Wire, EscalationFacts.Wire, StepFacts.Wire, CaseFacts.Wire, EvidenceFacts.Wire, PeopleFacts.Wire, NoticeFacts.Wire, TimeFacts.Wire);

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        routes.MapIncidents();
        routes.MapDecisions();
        routes.MapSeals();
        routes.MapFeed();
        routes.MapEscalation();
        routes.MapPresence();
    }
}
