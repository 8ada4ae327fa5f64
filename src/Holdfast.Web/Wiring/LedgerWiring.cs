using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Wiring;

/// <summary>The ledger and the facts that it knows.</summary>
static class LedgerWiring
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton(new FactWire(IncidentFacts.Wire, PeopleFacts.Wire));
        services.AddSingleton<Ledger>();
        return services;
    }
}
