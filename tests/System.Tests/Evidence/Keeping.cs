using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Keys;

namespace Holdfast.Tests.Evidence;

/// <summary>A folder of originals of a test's own, with one incident's key.</summary>
public sealed class Keeping : IDisposable
{
    public const int Frame = 1 << 20;

    /// <summary>What sealing adds to a frame.</summary>
    public const int Extra = 28;

    /// <summary>A full frame in its file.</summary>
    public const int Whole = Frame + Extra;
    readonly TemporaryFolder folder = new();

    public Keeping() => Store = new FolderStore(folder["evidence"]);

    public IncidentId Incident => Key.Incident;

    public DataKey Key { get; } = DataKey.New(IncidentId.New(TimeProvider.System));

    public FolderStore Store { get; }

    public string Folder => folder["evidence"];

    public static EvidenceId NewId() => EvidenceId.New(TimeProvider.System);

    /// <summary>The file of a piece, as the store has it.</summary>
    public string PathOf(EvidenceId id) => Path.Combine(Folder, Incident.ToString()[^2..], Incident.ToString(), id.ToString());

    /// <summary>Keeps bytes as a whole original.</summary>
    public EvidenceId Keep(ReadOnlySpan<byte> bytes)
    {
        var id = NewId();
        using var intake = Open(id);
        intake.Append(bytes);
        intake.Finish();
        return id;
    }

    public Intake Open(EvidenceId id, IEvidenceStore? store = null) => Intake.Open(store ?? Store, Key, id) ?? throw new InvalidOperationException("Somebody else has it.");

    public Original Read(EvidenceId id, long length) => Original.Open(Store, Key, id, length) ?? throw new InvalidOperationException("There is none.");

    /// <summary>All bytes of an original.</summary>
    public byte[] All(EvidenceId id, long length)
    {
        using var original = Read(id, length);
        using var bytes = new MemoryStream();
        original.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => folder.Dispose();
}
