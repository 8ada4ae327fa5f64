using Holdfast.Core.Evidence;
using Holdfast.Integrations.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Evidence;

namespace Holdfast.Web.Wiring;

/// <summary>Evidence: where its originals lie, what takes it in, and its doors.</summary>
static class EvidenceWiring
{
    public static IServiceCollection AddEvidence(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<IEvidenceStore>(new FolderStore(settings.EvidenceFolder));
        services.AddSingleton(new EvidenceLimit(settings.EvidenceLimit));
        services.AddSingleton<Uploads>();
        services.AddSingleton<Places>();
        services.AddSingleton<Flows>();
        services.AddSingleton<Pump>();
        services.AddSingleton<Keeping>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<Custody>();
        services.AddSingleton<EvidenceViews>();
        services.AddSingleton<EvidenceDoors>();
        services.AddSingleton<EvidenceAnswers>();
        services.AddSingleton<EvidenceBytes>();
        services.AddSingleton<EvidencePost>();
        services.AddSingleton<ArrivalWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ArrivalWorker>());
        services.AddSingleton<IMailReader, MailReader>();
        services.AddSingleton<EvidenceSweep>();
        services.AddHostedService<SweepWorker>();
        return services;
    }

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapEvidenceApi();
        routes.MapEvidenceFiles();
    }
}
