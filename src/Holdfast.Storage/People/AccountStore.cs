using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Microsoft.AspNetCore.Identity;

namespace Holdfast.Storage.People;

/// <summary>What ASP.NET Core Identity needs of the person table. People are added and ended by <see cref="PeopleStore"/> alone.</summary>
public sealed class AccountStore(Database database)
    : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
{
    const string Columns = "SELECT id, user_name, password_hash, stamp, disabled, failed_count, locked_until FROM person ";

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        UserName.TryParse(normalizedUserName, out var name) ? await OneAsync("WHERE user_name = $1", name) : null;

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        PersonId.TryParse(userId, out var id) ? await OneAsync("WHERE id = $1", id.ToBytes()) : null;

    /// <summary>Keeps hash and lock-out of the account, unless its stamp changed since it was read: a reset password must not come back.</summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var changed = await database.ExecuteAsync(
            "UPDATE person SET password_hash = $1, failed_count = $2, locked_until = $3 WHERE id = $4 AND stamp = $5",
            user.PasswordHash, (long)user.FailedCount, user.LockedUntil?.UtcTicks, user.Id.ToBytes(), user.Stamp);
        return changed == 1 ? IdentityResult.Success : IdentityResult.Failed();
    }

    /// <summary>Counts a wrong password in the database, so that tries at several nodes at once all count; tells the count.</summary>
    public async Task<int> CountFailureAsync(Account user)
    {
        var rows = await database.QueryAsync(
            "UPDATE person SET failed_count = failed_count + 1 WHERE id = $1 RETURNING failed_count", row => row.GetInt64(0), user.Id.ToBytes());
        return rows.Count == 0 ? 0 : (int)rows[0];
    }

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    // PeopleStore makes a new stamp with whatever must end sessions.
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd;
        return Task.CompletedTask;
    }

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        return Task.CompletedTask;
    }

    // Lock-out is everybody's, names are set by PeopleStore, and nobody is created or deleted through Identity.
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
        // The database outlives the store.
    }

    async Task<Account?> OneAsync(string where, object value)
    {
        var rows = await database.QueryAsync(
            Columns + where,
            row => new Account
            {
                Id = PersonId.FromBytes(row.GetFieldValue<byte[]>(0)),
                UserName = row.GetString(1),
                PasswordHash = row.IsDBNull(2) ? null : row.GetString(2),
                Stamp = row.GetString(3),
                Disabled = row.GetInt64(4) != 0,
                FailedCount = (int)row.GetInt64(5),
                LockedUntil = row.IsDBNull(6) ? null : new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
            },
            value);
        return rows.Count == 0 ? null : rows[0];
    }
}
