using Holdfast.Core.Evidence;
using Holdfast.Integrations.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Evidence;

namespace Holdfast.Web.Wiring;

/// <summary>Evidence: where its originals lie, what takes it in, and its doors.</summary>
static class EvidenceWiring
{
    /// <exception cref="StartRefusedException">The scanner's address can't be read: evidence must not go unscanned for a slip of the pen.</exception>
    public static void Check(HostSettings settings)
    {
        if (settings.Clamd is { } clamd && !ClamdScanner.TryParse(clamd, out _))
        {
            throw new StartRefusedException($"The virus scanner's address {clamd} can't be read. It looks like 127.0.0.1:3310 or unix:/run/clamav/clamd.ctl.");
        }
    }

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
        services.AddSingleton<EvidencePictures>();
        services.AddSingleton<EvidencePost>();
        services.AddSingleton<IMailReader, MailReader>();
        services.AddSingleton<IPictures>(_ => new Pictures());
        if (ClamdScanner.TryParse(settings.Clamd, out var clamd))
        {
            services.AddSingleton<IVirusScanner>(new ClamdScanner(clamd));
        }

        services.AddSingleton<MailAttachments>();
        services.AddSingleton<Scans>();
        services.AddHostedService<AfterKept>();
        services.AddSingleton<ArrivalWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ArrivalWorker>());
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
