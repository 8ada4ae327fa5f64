using System.Security.Cryptography;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.People;

/// <summary>
/// Changes people. Each change is one transaction that also raises the revision which every node watches, so that a change takes effect
/// everywhere, also one made by the command line. Thread-safe.
/// </summary>
public sealed class PeopleStore(Database database, TimeProvider clock)
{
    /// <summary>The team of that name; made when there is none. At most 80 characters are kept.</summary>
    public async Task<TeamId> TeamAsync(string name)
    {
        var trimmed = name.Trim();
        trimmed = trimmed.Length > 80 ? trimmed[..80] : trimmed;
        var id = TeamId.New(clock);
        await WriteAsync(async write =>
        {
            var added = await write.RunAsync("INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", id.ToBytes(), trimmed);
            if (added == 0 && await write.FirstAsync("SELECT id FROM team WHERE name = $1", trimmed) is byte[] found)
            {
                id = TeamId.FromBytes(found);
            }

            return PeopleOutcome.Done;
        });
        return id;
    }

    /// <summary>Adds somebody without a password. Content roles wait for confirmation; a role that can't be held refuses the whole.</summary>
    /// <param name="by">Null for the command line.</param>
    public Task<PeopleOutcome> AddAsync(PersonId id, string userName, string displayName, TeamId team, IReadOnlyCollection<Role> roles, PersonId? by)
    {
        if (!UserName.TryParse(userName, out var name) || string.IsNullOrWhiteSpace(displayName) || displayName.Trim().Length > 80)
        {
            return Task.FromResult(PeopleOutcome.NameUnfit);
        }

        if (!Roles.MayGoTogether(roles))
        {
            return Task.FromResult(PeopleOutcome.AdministratorAlone);
        }

        return WriteAsync(async write =>
        {
            var added = await write.RunAsync(
                "INSERT INTO person (id, user_name, display_name, team, stamp, added_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_name) DO NOTHING",
                id.ToBytes(), name, displayName.Trim(), team.ToBytes(), NewStamp(), Now);
            if (added == 0)
            {
                return PeopleOutcome.NameTaken;
            }

            await write.RecordAsync(new PersonAdded(id, name, [.. roles.Distinct().Order()]), by);
            foreach (var role in roles.Distinct())
            {
                await GiveAsync(write, id, role, by);
            }

            return PeopleOutcome.Done;
        });
    }

    /// <summary>Gives a role. A content role waits for confirmation.</summary>
    public Task<PeopleOutcome> ProposeAsync(PersonId person, Role role, PersonId? by) => WriteAsync(async write =>
    {
        var held = await write.TextsAsync("SELECT role FROM person_role WHERE person = $1", person.ToBytes());
        if (await write.FirstAsync("SELECT disabled FROM person WHERE id = $1", person.ToBytes()) is not long disabled)
        {
            return PeopleOutcome.NoSuchPerson;
        }

        if (disabled != 0)
        {
            return PeopleOutcome.Disabled;
        }

        if (held.Contains(role.Wire()))
        {
            return PeopleOutcome.AlreadyGiven;
        }

        if (held.Count > 0 && (role == Role.Administrator || held.Contains(Role.Administrator.Wire())))
        {
            return PeopleOutcome.AdministratorAlone;
        }

        await GiveAsync(write, person, role, by);
        await write.RecordAsync(new RoleProposed(person, role), by);
        return PeopleOutcome.Done;
    });

    /// <summary>Takes a role away, or a proposal back; sessions end, so that what is open closes.</summary>
    public Task<PeopleOutcome> WithdrawAsync(PersonId person, Role role, PersonId? by) => WriteAsync(async write =>
    {
        if (await write.RunAsync("DELETE FROM person_role WHERE person = $1 AND role = $2", person.ToBytes(), role.Wire()) == 0)
        {
            return PeopleOutcome.NothingToConfirm;
        }

        await write.RecordAsync(new RoleWithdrawn(person, role), by);
        return await EndAsync(write, person);
    });

    /// <summary>Lets a content role take effect. Whoever confirms holds Corporate Security in effect, and confirms nothing of their own.</summary>
    public Task<PeopleOutcome> ConfirmAsync(PersonId person, Role role, PersonId by) => WriteAsync(async write =>
    {
        var may = await write.FirstAsync(
            "SELECT COUNT(*) FROM person_role r JOIN person p ON p.id = r.person WHERE p.id = $1 AND p.disabled = 0 AND r.role = $2 AND r.confirmed_at IS NOT NULL",
            by.ToBytes(), Role.CorporateSecurity.Wire());
        if (may is not 1L || by == person)
        {
            return PeopleOutcome.NotYoursToConfirm;
        }

        var confirmed = await write.RunAsync(
            "UPDATE person_role SET confirmed_by = $1, confirmed_at = $2 WHERE person = $3 AND role = $4 AND confirmed_at IS NULL",
            by.ToBytes(), Now, person.ToBytes(), role.Wire());
        if (confirmed == 0)
        {
            return PeopleOutcome.NothingToConfirm;
        }

        await write.RecordAsync(new RoleConfirmed(person, role), by);
        return PeopleOutcome.Done;
    });

    /// <summary>
    /// The first holder of a role, who comes by a one-time link: the role is in effect at once. Refused as soon as somebody who holds it has a password.
    /// </summary>
    public Task<PeopleOutcome> FoundAsync(PersonId id, string userName, string displayName, TeamId team, Role role) => WriteAsync(async write =>
    {
        if (await write.FirstAsync(FoundedSql, role.Wire()) is not 0L)
        {
            return PeopleOutcome.AlreadyGiven;
        }

        var added = await write.RunAsync(
            "INSERT INTO person (id, user_name, display_name, team, stamp, added_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_name) DO NOTHING",
            id.ToBytes(), userName, displayName, team.ToBytes(), NewStamp(), Now);
        if (added == 0)
        {
            return PeopleOutcome.NameTaken;
        }

        await write.RunAsync(
            "INSERT INTO person_role (person, role, given_at, confirmed_at) VALUES ($1, $2, $3, $3)", id.ToBytes(), role.Wire(), Now);
        await write.RecordAsync(new PersonAdded(id, userName, [role]), null);
        return PeopleOutcome.Done;
    });

    /// <summary>Whether somebody who can sign in holds the role.</summary>
    public async Task<bool> IsFoundedAsync(Role role) => (await database.QueryAsync(FoundedSql, row => row.GetInt64(0), role.Wire()))[0] > 0;

    /// <summary>Sets the names of somebody who comes by a founding link, before they have a password.</summary>
    public Task<PeopleOutcome> RenameAsync(PersonId person, string userName, string displayName)
    {
        if (!UserName.TryParse(userName, out var name) || string.IsNullOrWhiteSpace(displayName) || displayName.Trim().Length > 80)
        {
            return Task.FromResult(PeopleOutcome.NameUnfit);
        }

        return WriteAsync(async write =>
        {
            if (await write.FirstAsync("SELECT COUNT(*) FROM person WHERE user_name = $1 AND id <> $2", name, person.ToBytes()) is not 0L)
            {
                return PeopleOutcome.NameTaken;
            }

            var changed = await write.RunAsync(
                "UPDATE person SET user_name = $1, display_name = $2 WHERE id = $3", name, displayName.Trim(), person.ToBytes());
            if (changed == 0)
            {
                return PeopleOutcome.NoSuchPerson;
            }

            await write.RecordAsync(new PersonNamed(person, name), person);
            return PeopleOutcome.Done;
        });
    }

    /// <summary>Sets the password that its owner chose. Every session, token and link of the account ends.</summary>
    public Task<PeopleOutcome> SetPasswordHashAsync(PersonId person, string hash) => WriteAsync(write => PasswordAsync(write, person, hash, new PasswordChosen(), person));

    /// <summary>
    /// Takes the password away until a one-time link is used. Every session, token and link of the account ends. When an administrator does it
    /// (<paramref name="by"/> is somebody), content roles wait for confirmation again, because whoever gets the link acts as this person.
    /// </summary>
    public Task<PeopleOutcome> ResetPasswordAsync(PersonId person, PersonId? by) => WriteAsync(async write =>
    {
        if (by is not null)
        {
            await write.RunAsync(
                "UPDATE person_role SET confirmed_by = NULL, confirmed_at = NULL, given_by = $1, given_at = $2 WHERE person = $3 AND role IN ($4, $5, $6)",
                by.Value.ToBytes(), Now, person.ToBytes(), Role.Supervisor.Wire(), Role.Lead.Wire(), Role.CorporateSecurity.Wire());
        }

        return await PasswordAsync(write, person, null, new PasswordReset(person), by);
    });

    /// <summary>Ends an account for good: its sessions, tokens and links are gone, its name is never given again.</summary>
    public Task<PeopleOutcome> DisableAsync(PersonId person, PersonId? by) => WriteAsync(async write =>
    {
        switch (await write.FirstAsync("SELECT disabled FROM person WHERE id = $1", person.ToBytes()))
        {
            case null:
                return PeopleOutcome.NoSuchPerson;
            case not 0L:
                return PeopleOutcome.Disabled;
        }

        await write.RunAsync("UPDATE person SET disabled = 1 WHERE id = $1", person.ToBytes());
        await write.RecordAsync(new PersonDisabled(person), by);
        return await EndAsync(write, person);
    });

    /// <summary>Puts somebody on the on-call list, or takes them off it.</summary>
    public Task<PeopleOutcome> SetOnCallAsync(PersonId person, bool onCall, PersonId? by) => WriteAsync(async write =>
    {
        if (await write.RunAsync("UPDATE person SET on_call = $1 WHERE id = $2 AND disabled = 0 AND on_call <> $1", onCall ? 1L : 0L, person.ToBytes()) == 0)
        {
            return PeopleOutcome.NoSuchPerson;
        }

        await write.RecordAsync(new OnCallChanged(person, onCall), by);
        return PeopleOutcome.Done;
    });

    /// <summary>Sets where colleagues call somebody; nothing takes it away. At most 40 characters are kept.</summary>
    public Task<PeopleOutcome> SetPhoneAsync(PersonId person, string? phone) => WriteAsync(async write =>
    {
        var number = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim() is { Length: > 40 } longer ? longer[..40] : phone.Trim();
        return await write.RunAsync("UPDATE person SET phone = $1 WHERE id = $2 AND disabled = 0", number, person.ToBytes()) == 0 ? PeopleOutcome.NoSuchPerson : PeopleOutcome.Done;
    });

    /// <summary>Sets the language that somebody reads; null for what their browser asks for.</summary>
    public Task<PeopleOutcome> SetLanguageAsync(PersonId person, Language? language) => WriteAsync(async write =>
        await write.RunAsync("UPDATE person SET language = $1 WHERE id = $2 AND disabled = 0", language?.Tag, person.ToBytes()) == 0 ? PeopleOutcome.NoSuchPerson : PeopleOutcome.Done);

    /// <summary>Sets how somebody's screens look; null for what their system asks for.</summary>
    public Task<PeopleOutcome> SetThemeAsync(PersonId person, Theme? theme) => WriteAsync(async write =>
        await write.RunAsync("UPDATE person SET theme = $1 WHERE id = $2 AND disabled = 0", theme is { } chosen ? Words<Theme>.Of(chosen) : null, person.ToBytes()) == 0 ? PeopleOutcome.NoSuchPerson : PeopleOutcome.Done);

    /// <summary>Notes for which roles somebody has read how this works.</summary>
    public Task<PeopleOutcome> SetGuidedAsync(PersonId person, string roles) => WriteAsync(async write =>
        await write.RunAsync("UPDATE person SET guided = $1 WHERE id = $2 AND disabled = 0", roles, person.ToBytes()) == 0 ? PeopleOutcome.NoSuchPerson : PeopleOutcome.Done);

    const string FoundedSql =
        "SELECT COUNT(*) FROM person_role r JOIN person p ON p.id = r.person " +
        "WHERE r.role = $1 AND r.confirmed_at IS NOT NULL AND p.disabled = 0 AND p.password_hash IS NOT NULL";

    static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    long Now => clock.GetUtcNow().UtcTicks;

    static async Task<PeopleOutcome> PasswordAsync(PeopleWrite write, PersonId person, string? hash, Fact fact, PersonId? by)
    {
        var changed = await write.RunAsync(
            "UPDATE person SET password_hash = $1, failed_count = 0, locked_until = NULL WHERE id = $2 AND disabled = 0", hash, person.ToBytes());
        if (changed == 0)
        {
            return PeopleOutcome.NoSuchPerson;
        }

        await write.RecordAsync(fact, by);
        return await EndAsync(write, person);
    }

    static async Task<PeopleOutcome> EndAsync(PeopleWrite write, PersonId person)
    {
        await write.RunAsync("UPDATE person SET stamp = $1 WHERE id = $2", NewStamp(), person.ToBytes());
        await write.RunAsync("DELETE FROM secret WHERE person = $1", person.ToBytes());
        return PeopleOutcome.Done;
    }

    async Task GiveAsync(PeopleWrite write, PersonId person, Role role, PersonId? by) =>
        await write.RunAsync(
            "INSERT INTO person_role (person, role, given_by, given_at, confirmed_at) VALUES ($1, $2, $3, $4, $5)",
            person.ToBytes(), role.Wire(), by?.ToBytes(), Now, role.ReadsContent() ? null : Now);

    Task<PeopleOutcome> WriteAsync(Func<PeopleWrite, Task<PeopleOutcome>> change) => PeopleWrite.RunAsync(database, clock, async write =>
    {
        var outcome = await change(write);
        if (outcome == PeopleOutcome.Done)
        {
            await write.RunAsync("UPDATE people_revision SET revision = revision + 1");
        }

        return (outcome, outcome == PeopleOutcome.Done);
    });
}
