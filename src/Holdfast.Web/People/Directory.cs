using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Storage.People;

namespace Holdfast.Web.People;

/// <summary>
/// Everybody and every team in memory, read anew when the people's revision changes: at once after a change on this node, within 2 s after one
/// elsewhere or by the command line. Thread-safe; a reader sees one revision as a whole.
/// </summary>
public sealed class Directory(PeopleReader reader) : IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile Everybody now = Everybody.Nobody;

    /// <summary>Raised after a change with everybody whose sessions, tokens and feeds end. Handlers are quick and don't throw.</summary>
    public event Action<IReadOnlyCollection<PersonId>>? Ended;

    /// <summary>Raised after each change of people.</summary>
    public event Action? Changed;

    public long Revision => now.Revision;

    /// <summary>Everybody by display name, also disabled people, whose names the record still shows.</summary>
    public ImmutableArray<Member> Members => now.Members;

    public ImmutableArray<Team> Teams => now.Teams;

    /// <summary>Everybody who can take part, by display name.</summary>
    public IEnumerable<Person> Active => now.Members.Where(member => !member.Person.Disabled).Select(member => member.Person);

    /// <summary>The person of that id, also a disabled one; null for an unknown id.</summary>
    public Person? Find(PersonId id) => now.ById.GetValueOrDefault(id)?.Person;

    /// <summary>The person of that user name, also a disabled one.</summary>
    public Person? Find(string userName) => now.ByName.GetValueOrDefault(userName)?.Person;

    public Member? Member(PersonId id) => now.ById.GetValueOrDefault(id);

    /// <summary>The team's name; a hyphen for a team that is not there.</summary>
    public string TeamName(TeamId id) => now.TeamNames.GetValueOrDefault(id, "-");

    /// <summary>Reads people anew if something changed since.</summary>
    public async Task RefreshAsync()
    {
        await refreshing.WaitAsync();
        try
        {
            var before = now;
            if (await reader.RevisionAsync() == before.Revision)
            {
                return;
            }

            var after = new Everybody(await reader.EverybodyAsync());
            now = after;
            var ended = before.Members
                .Where(old => after.ById.GetValueOrDefault(old.Person.Id) is not { } fresh || fresh.Stamp != old.Stamp || fresh.Person.Disabled)
                .Where(old => !old.Person.Disabled)
                .Select(old => old.Person.Id)
                .ToArray();
            if (ended.Length > 0)
            {
                Ended?.Invoke(ended);
            }

            Changed?.Invoke();
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    sealed class Everybody(EverybodyRow row)
    {
        public static readonly Everybody Nobody = new(new EverybodyRow(-1, [], []));

        public long Revision => row.Revision;

        public ImmutableArray<Member> Members => row.Members;

        public ImmutableArray<Team> Teams => row.Teams;

        public Dictionary<PersonId, Member> ById { get; } = row.Members.ToDictionary(member => member.Person.Id);

        public Dictionary<string, Member> ByName { get; } = row.Members.ToDictionary(member => member.Person.UserName, StringComparer.Ordinal);

        public Dictionary<TeamId, string> TeamNames { get; } = row.Teams.ToDictionary(team => team.Id, team => team.Name);
    }
}
