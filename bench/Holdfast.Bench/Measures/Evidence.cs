using System.Diagnostics;
using System.Security.Cryptography;
using Holdfast.Bench.Client;
using Holdfast.Bench.Limits;
using Holdfast.Bench.Sites;
using Holdfast.Core.Evidence;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>evidence</c>: one large file over HTTP, hashed, encrypted and on the disk when it is answered; beside it, in turn, the same amount written and
/// flushed without any of that. What the server holds in memory meanwhile, and the way back. A hash on record that isn't the file's, or a file that
/// comes back as another, makes the measurement worthless.
/// </summary>
public static class Evidence
{
    const double Wanted = 300;
    const double ShareOfDisk = 0.7;

    /// <summary>MB by which the server may grow while it takes a file of any size.</summary>
    const double Growth = 48;
    const int Rounds = 3;
    const long Megabyte = 1_000_000;

    public static List<Figure> Measure(Site site, Options options)
    {
        var length = (options.Quick ? 128 : 1000) * Megabyte;
        var content = RandomNumberGenerator.GetBytes(8 << 20);
        var incident = site.StartIncidents(1)[0];
        Upload(site, incident.ToString(), content, 16 * Megabyte);
        var before = site.ResidentBytes;
        var peak = before;
        using var watch = new Timer(_ => peak = Math.Max(peak, site.ResidentBytes), null, 0, 50);
        Samples up = new(), down = new(), disk = new();
        var wrong = 0;
        for (var round = 0; round < Rounds; round++)
        {
            content[0]++;
            disk.Add(DiskWrite.Measure(options.Disk, content, length));
            var began = Stopwatch.GetTimestamp();
            var (id, answer) = Upload(site, incident.ToString(), content, length);
            up.Add(length / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds);
            var export = Request.Get($"/api/v1/incidents/{incident}/evidence/{id}/original", site.Address, site.Agent.Token, "Purpose: measured\r\n");
            began = Stopwatch.GetTimestamp();
            var got = Transfer.Receive(site.Address, export);
            down.Add(length / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds);
            wrong += got == length && answer.Contains(Hash(content, length), StringComparison.Ordinal) && Received(site, export) == Hash(content, length) ? 0 : 1;
        }

        return
        [
            new(site.Name("evidence-disk"), disk.P50, "MB/s"),
            new(site.Name("evidence"), up.P50, "MB/s", Math.Min(Wanted, ShareOfDisk * disk.P50), AtLeast: true),
            new(site.Name("evidence-memory"), (peak - before) / 1e6, "MB", Growth),
            new(site.Name("evidence-back"), down.P50, "MB/s"),
            new(site.Name("evidence-wrong"), wrong, "of " + Rounds, 0),
        ];
    }

    static (EvidenceId Id, string Answer) Upload(Site site, string incident, byte[] content, long length)
    {
        var id = EvidenceId.New(TimeProvider.System);
        return (id, Transfer.Send(site.Address, Request.Put($"/api/v1/incidents/{incident}/evidence/{id}", site.Address, site.Agent.Token, "call.bin", length), content, length));
    }

    static string Hash(byte[] content, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var at = 0L; at < length; at += content.Length) hash.AppendData(content.AsSpan(0, (int)Math.Min(content.Length, length - at)));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    static string Received(Site site, byte[] export)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Transfer.Receive(site.Address, export, piece => hash.AppendData(piece));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
