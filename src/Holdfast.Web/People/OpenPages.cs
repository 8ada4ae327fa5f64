using System.Data.Common;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;

namespace Holdfast.Web.People;

/// <summary>Keeps sessions alive by which a page is open (its live feed runs), and closes what belongs to people whose accounts changed.</summary>
sealed class OpenPages(OpenRequests open, Sessions sessions, Directory directory, TimeProvider clock, ILogger<OpenPages> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        directory.Ended += End;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var key in open.Keys)
                {
                    try
                    {
                        if (!await sessions.UseAsync(key))
                        {
                            // Expired, or signed out at another node.
                            open.Close(key);
                        }
                    }
                    catch (Exception away) when (away is DatabaseUnavailableException or DbException)
                    {
                        PeopleLog.UseNotNoted(log, away.GetType().Name);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            directory.Ended -= End;
        }
    }

    void End(IReadOnlyCollection<PersonId> people)
    {
        sessions.Forget(people);
        var closed = open.Close(people);
        PeopleLog.Ended(log, people.Count, closed);
    }
}
