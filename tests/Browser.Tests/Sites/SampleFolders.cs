using System.Collections.Concurrent;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Processes;
using Xunit;

[assembly: AssemblyFixture(typeof(SampleFolders))]

namespace Holdfast.Browser.Tests.Sites;

/// <summary>
/// The sample desk as its first start leaves it, made once a run for each pack and copied for each site: writing the past and hashing ten passwords
/// takes longer than all else of a start. Safe for several sites at once.
/// </summary>
public sealed class SampleFolders : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly ConcurrentDictionary<Pack, Lazy<Task<string>>> made = new();

    /// <summary>Makes a data folder that a sample desk of this pack starts on.</summary>
    public async Task CopyAsync(Pack pack, string to) => Copy(new(await made.GetOrAdd(pack, one => new(() => MakeAsync(one))).Value), to);

    public void Dispose() => folder.Dispose();

    async Task<string> MakeAsync(Pack pack)
    {
        var settings = new Settings { Data = folder[pack.ToString()], Pack = PackWords.Of(pack).Folder };
        await using var server = await ServerProcess.StartAsync(settings, "sample");
        await server.StopAsync();
        return settings.Data;
    }

    /// <summary>With the rights of files and folders: the key is its owner's alone.</summary>
    static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, from.UnixFileMode);
        foreach (var one in from.EnumerateFiles()) one.CopyTo(Path.Combine(to, one.Name));
        foreach (var one in from.EnumerateDirectories()) Copy(one, Path.Combine(to, one.Name));
    }
}
