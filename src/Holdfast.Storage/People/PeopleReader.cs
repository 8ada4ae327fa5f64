using System.Collections.Immutable;
using System.Data.Common;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.People;

/// <summary>Reads people and teams. Thread-safe.</summary>
public sealed class PeopleReader(Database database)
{
    /// <summary>The revision that each change of people raises; cheap enough to ask every second.</summary>
    public async Task<long> RevisionAsync()
    {
        var rows = await database.QueryAsync("SELECT revision FROM people_revision", row => row.GetInt64(0));
        return rows[0];
    }

    /// <summary>Everybody with their roles. The revision is read first: a change meanwhile shows as a newer revision afterwards.</summary>
    public async Task<EverybodyRow> EverybodyAsync()
    {
        var revision = await RevisionAsync();
        var teams = await database.QueryAsync(
            "SELECT id, name FROM team ORDER BY name", row => new Team(TeamId.FromBytes(row.GetFieldValue<byte[]>(0)), row.GetString(1)));
        var roles = (await database.QueryAsync("SELECT person, role, given_by, given_at, confirmed_at FROM person_role", ReadRole)).ToLookup(row => row.Person);
        var members = await database.QueryAsync(
            "SELECT id, user_name, display_name, team, stamp, disabled, password_hash, on_call, phone, language, theme, guided FROM person ORDER BY display_name, id",
            row =>
            {
                var id = PersonId.FromBytes(row.GetFieldValue<byte[]>(0));
                var person = new Person
                {
                    Id = id,
                    UserName = row.GetString(1),
                    DisplayName = row.GetString(2),
                    Roles = [.. roles[id].Where(role => role.InEffect).Select(role => role.Role).Order()],
                    Team = TeamId.FromBytes(row.GetFieldValue<byte[]>(3)),
                    Disabled = row.GetInt64(5) != 0,
                    OnCall = row.GetInt64(7) != 0,
                    Phone = row.IsDBNull(8) ? null : row.GetString(8),
                    Language = !row.IsDBNull(9) && Language.TryParse(row.GetString(9), out var language) ? language : null,
                    Theme = !row.IsDBNull(10) && Words<Theme>.TryParse(row.GetString(10), out var theme) ? theme : null,
                };
                return new Member(
                    person,
                    [.. roles[id].Where(role => !role.InEffect).Select(role => new PendingRole(role.Role, role.GivenBy, role.GivenAt))],
                    row.GetString(4),
                    !row.IsDBNull(6),
                    row.IsDBNull(11) ? null : row.GetString(11));
            });
        return new EverybodyRow(revision, [.. members], [.. teams]);
    }

    static RoleRow ReadRole(DbDataReader row)
    {
        // A role this version does not know is nobody's: the reader below skips what can't be read.
        var known = Roles.TryParse(row.GetString(1), out var role);
        return new RoleRow(
            known ? PersonId.FromBytes(row.GetFieldValue<byte[]>(0)) : default,
            role,
            row.IsDBNull(2) ? null : PersonId.FromBytes(row.GetFieldValue<byte[]>(2)),
            new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            !role.ReadsContent() || !row.IsDBNull(4));
    }

    sealed record RoleRow(PersonId Person, Role Role, PersonId? GivenBy, DateTimeOffset GivenAt, bool InEffect);
}
