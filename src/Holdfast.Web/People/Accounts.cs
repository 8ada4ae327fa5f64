using Holdfast.Storage.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Holdfast.Web.People;

/// <summary>Identity's accounts on the product's own clock, with failures counted in the database: five wrong passwords lock for five minutes.</summary>
public sealed class Accounts(
    AccountStore store,
    TimeProvider clock,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    ILookupNormalizer names,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Account>> log)
    : UserManager<Account>(store, options, hasher, [], [], names, errors, services, log)
{
    public const int Failures = 5;
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(5);

    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockedUntil > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        user.FailedCount = await store.CountFailureAsync(user);
        if (user.FailedCount < Failures)
        {
            return IdentityResult.Success;
        }

        user.FailedCount = 0;
        user.LockedUntil = clock.GetUtcNow() + LockOut;
        return await store.UpdateAsync(user, CancellationToken);
    }
}
