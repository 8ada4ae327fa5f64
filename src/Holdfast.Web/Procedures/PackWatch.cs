using System.Data.Common;
using System.Globalization;
using Holdfast.Storage.Databases;

namespace Holdfast.Web.Procedures;

/// <summary>Looks every 5 s whether the pack's files changed, and reads them anew once they stand still for one look: a copy half done is no pack.</summary>
sealed class PackWatch(Procedures procedures, PackReading reading, TimeProvider clock, ILogger<PackWatch> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Files looked at in one round at most; a pack has fewer.</summary>
    const int MostFiles = 1000;

    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);

        // Nothing counts as read: what changed while the server was starting is found too.
        var (read, last) = ("", "");
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                var now = Look();
                var stands = now == last;
                last = now;
                read = await TryAsync(stands && now != read) ? now : read;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Whether the folder was read anew.</summary>
    async Task<bool> TryAsync(bool reload)
    {
        try
        {
            await (reload ? procedures.ReloadAsync() : procedures.RefreshAsync());
            return reload;
        }
        catch (Exception away) when (away is DatabaseUnavailableException or DbException or IOException or UnauthorizedAccessException)
        {
            ProceduresLog.Waits(log, away.GetType().Name);
            return false;
        }
    }

    /// <summary>Names, lengths and times of all files.</summary>
    string Look()
    {
        try
        {
            return string.Join('\n', new DirectoryInfo(reading.Folder).EnumerateFiles("*", Everything).Take(MostFiles)
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\t{file.Length}\t{file.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return gone.GetType().Name;
        }
    }
}
