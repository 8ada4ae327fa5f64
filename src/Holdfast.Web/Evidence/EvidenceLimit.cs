using Holdfast.Core.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>What one piece may have at most, and what stays free.</summary>
/// <param name="Bytes">Of one piece.</param>
public sealed record EvidenceLimit(long Bytes = Limits.LargestByDefault)
{
    /// <summary>Bytes that evidence leaves to the ledger beside it: a full disk must not keep a report from being written.</summary>
    public const long LedgersReserve = 512L * 1024 * 1024;

    public long Reserve { get; init; } = LedgersReserve;
}
