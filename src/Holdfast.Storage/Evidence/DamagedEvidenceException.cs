using Holdfast.Core.Evidence;

namespace Holdfast.Storage.Evidence;

/// <summary>A frame of an original isn't what was kept: altered, exchanged, cut or missing. None of its bytes was given out.</summary>
/// <param name="evidence">The piece whose original it is.</param>
/// <param name="frame">The frame, from 0.</param>
public sealed class DamagedEvidenceException(EvidenceId evidence, long frame) : Exception($"Evidence {evidence}: frame {frame + 1} was altered or is missing.")
{
    public EvidenceId Evidence { get; } = evidence;

    public long Frame { get; } = frame;
}
