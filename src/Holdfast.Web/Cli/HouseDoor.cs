using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.People;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary>An installation as the command line opens it: its database alone, beside a running server or without one.</summary>
sealed class HouseDoor(Database database) : IAsyncDisposable
{
    readonly TimeProvider clock = TimeProvider.System;

    public TimeProvider Clock => clock;

    public PeopleStore Store { get; } = new(database, TimeProvider.System);

    public PeopleReader Reader { get; } = new(database);

    public SecretStore Secrets { get; } = new(database, TimeProvider.System);

    /// <summary>Opens the installation of the settings and brings its tables up to date.</summary>
    public static async Task<HouseDoor> OpenAsync(HostSettings settings)
    {
        if (settings.Database is null)
        {
            if (!System.IO.Directory.Exists(settings.DataFolder))
            {
                throw new StartRefusedException(
                    $"There is no data folder {Path.GetFullPath(settings.DataFolder)}. Name the installation's with HOLDFAST_DATA, or start it once with `holdfast serve`.");
            }
        }

        var database = Databases.From(settings);
        try
        {
            await Migrations.RunAsync(database, TimeProvider.System);
            return new HouseDoor(database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="StartRefusedException">Nobody has that name.</exception>
    public async Task<Member> MemberAsync(string name) =>
        UserName.TryParse(name, out var kept) && (await Reader.EverybodyAsync()).Members.FirstOrDefault(member => member.Person.UserName == kept) is { } found
            ? found
            : throw new StartRefusedException($"Nobody has the user name {name}. `holdfast user list` shows everybody.");

    public async ValueTask DisposeAsync() => await database.DisposeAsync();
}
