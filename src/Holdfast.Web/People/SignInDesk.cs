using System.Net;
using Holdfast.Core.People;
using Holdfast.Core.Text;
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
    Accounts accounts, AccountStore store, Argon2Hasher hasher, SignInAttempts attempts, Sessions sessions, HouseOutbox outbox, HouseDelivery delivery, ILogger<SignInDesk> log)
{
    public static string SaysRefused => T("That user name and password do not open an account. After five wrong tries an account waits for five minutes.");
    public static string SaysLater => T("Many people are signing in. Try again in a moment.");

    public async Task<SignInOutcome> SignInAsync(string userName, string password, IPAddress? address, CancellationToken cancel)
    {
        if (!attempts.MayTry(address))
        {
            PeopleLog.SignInRefused(log, Words<RefusedBecause>.Of(RefusedBecause.TooMany));
            return new SignInOutcome.Later();
        }

        Account? account;
        RefusedBecause? cause;
        using (var turn = await hasher.TurnAsync(cancel))
        {
            if (turn is null)
            {
                return new SignInOutcome.Later();
            }

            // What can be nobody's password is one wrong password like any other. The hash takes no empty one.
            var tried = password.Length is > 0 and <= Password.Longest ? password : " ";
            account = await accounts.FindByNameAsync(userName);
            cause = account switch
            {
                null => RefusedBecause.NoSuchAccount,
                { Disabled: true } => RefusedBecause.Disabled,
                { PasswordHash: null } => RefusedBecause.NoPasswordYet,
                _ when await accounts.IsLockedOutAsync(account) => RefusedBecause.Locked,
                _ => await CheckAsync(account, account.PasswordHash, tried, cancel),
            };
            if (account is null || cause is not null and not RefusedBecause.WrongPassword)
            {
                Argon2Hasher.VerifyNobody(tried);
            }
        }

        if (account is null || cause is not null)
        {
            await RefuseAsync(account, cause ?? RefusedBecause.NoSuchAccount, address);
            return new SignInOutcome.Refused();
        }

        // Null when the account was changed while its password was looked at, such as reset or disabled.
        if (await sessions.BeginAsync(account.Id, account.Stamp) is not { } session)
        {
            return new SignInOutcome.Refused();
        }

        delivery.Wake();
        return new SignInOutcome.Welcome(account.Id, session);
    }

    async Task<RefusedBecause?> CheckAsync(Account account, string hash, string password, CancellationToken cancel)
    {
        var result = hasher.VerifyHashedPassword(account, hash, password);
        if (result == PasswordVerificationResult.Failed)
        {
            await accounts.AccessFailedAsync(account);
            return RefusedBecause.WrongPassword;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.Hash(password);
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded || account.FailedCount > 0 || account.LockedUntil is not null)
        {
            account.FailedCount = 0;
            account.LockedUntil = null;
            await store.UpdateAsync(account, cancel);
        }

        return null;
    }

    async Task RefuseAsync(Account? account, RefusedBecause cause, IPAddress? address)
    {
        attempts.CountFailure(address);
        PeopleLog.SignInRefused(log, Words<RefusedBecause>.Of(cause));
        await outbox.RecordAsync(new SignInRefused(cause), account?.Id);
        delivery.Wake();
    }
}
