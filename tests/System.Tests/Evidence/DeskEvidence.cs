using Holdfast.Core.Evidence;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Tests.Evidence;

/// <summary>What a desk has of evidence, looked at from within.</summary>
static class DeskEvidence
{
    /// <summary>The piece as the record has it; null while it isn't kept.</summary>
    public static EvidenceItem? Finds(this Desk desk, Report report, EvidenceId id) =>
        desk.Services.GetRequiredService<IncidentReader>().FindAsync(report.Id).GetAwaiter().GetResult()?.Evidence.Find(id);

    /// <summary>Everything in the evidence store.</summary>
    public static IReadOnlyList<StoredOriginal> Stored(this Desk desk) => [.. desk.Services.GetRequiredService<IEvidenceStore>().All()];
}
