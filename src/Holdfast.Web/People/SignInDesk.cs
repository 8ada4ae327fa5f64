using System.Net;
using Holdfast.Core.People;
using Holdfast.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Holdfast.Web.People;

/// <summary>How a sign-in ended.</summary>
public abstract record SignInOutcome
{
    /// <param name="Session">The session's text, for the cookie alone.</param>
    public sealed record Welcome(PersonId Person, string Session) : SignInOutcome;

    /// <summary>Unknown name, wrong password, locked or disabled account: all the same from outside.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many at once, or too many wrong ones from this address.</summary>
    public sealed record Later : SignInOutcome;
}

/// <summary>Checks a user name and password. An unknown name takes as long as a wrong password.</summary>
public sealed class SignInDesk(
    Accounts accounts, AccountStore store, Argon2Hasher hasher, SignInAttempts attempts, Sessions sessions, ILogger<SignInDesk> log)
{
    public async Task<SignInOutcome> SignInAsync(string userName, string password, IPAddress? address, CancellationToken cancel)
    {
        if (!attempts.MayTry(address))
        {
            PeopleLog.SignInRefused(log, "too many from one address");
            return new SignInOutcome.Later();
        }

        Account? account;
        using (var turn = await hasher.TurnAsync(cancel))
        {
            if (turn is null)
            {
                return new SignInOutcome.Later();
            }

            account = password.Length <= Password.Longest ? await accounts.FindByNameAsync(userName) : null;
            if (account?.PasswordHash is null || account.Disabled || await accounts.IsLockedOutAsync(account))
            {
                hasher.VerifyNobody(password.Length <= Password.Longest ? password : "");
                attempts.CountFailure(address);
                PeopleLog.SignInRefused(log, account switch { null => "no such account", { Disabled: true } => "disabled", { PasswordHash: null } => "no password yet", _ => "locked" });
                return new SignInOutcome.Refused();
            }

            switch (hasher.VerifyHashedPassword(account, account.PasswordHash, password))
            {
                case PasswordVerificationResult.Failed:
                    await accounts.AccessFailedAsync(account);
                    attempts.CountFailure(address);
                    PeopleLog.SignInRefused(log, "wrong password");
                    return new SignInOutcome.Refused();
                case PasswordVerificationResult.SuccessRehashNeeded:
                    account.PasswordHash = hasher.Hash(password);
                    await store.UpdateAsync(account, cancel);
                    break;
                case PasswordVerificationResult.Success:
                    break;
            }
        }

        if (account.FailedCount > 0 || account.LockedUntil is not null)
        {
            account.FailedCount = 0;
            account.LockedUntil = null;
            await store.UpdateAsync(account, cancel);
        }

        return new SignInOutcome.Welcome(account.Id, await sessions.BeginAsync(account.Id));
    }
}
