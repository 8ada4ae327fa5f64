using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Storage.People;
using Konscious.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Holdfast.Web.People;

/// <summary>
/// Argon2id with 19 MiB, 2 passes, 1 lane and a random 16-byte salt, kept as a PHC string. Each computation wants a turn
/// (<see cref="TurnAsync"/>): two run at a time, and a bounded number waits, so that a flood of sign-ins can't take the memory. Thread-safe.
/// </summary>
public sealed class Argon2Hasher : IPasswordHasher<Account>, IDisposable
{
    /// <summary>How many wait for a turn at most: a few seconds' worth.</summary>
    public const int LongestQueue = 200;
    const int AtOnce = 2;
    const int MemoryKiB = 19 * 1024;
    const int Passes = 2;
    const int Lanes = 1;
    const int SaltLength = 16;
    const int HashLength = 32;
    static readonly string Parameters = string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKiB},t={Passes},p={Lanes}$");
    readonly SemaphoreSlim turns = new(AtOnce);
    int waiting;

    /// <summary>Waits for a turn; null when too many wait already. Dispose it after hashing.</summary>
    public async Task<IDisposable?> TurnAsync(CancellationToken cancel = default)
    {
        if (Interlocked.Increment(ref waiting) > LongestQueue + AtOnce)
        {
            Interlocked.Decrement(ref waiting);
            return null;
        }

        try
        {
            await turns.WaitAsync(cancel);
        }
        catch
        {
            Interlocked.Decrement(ref waiting);
            throw;
        }

        return new Turn(this);
    }

    public string HashPassword(Account user, string password) => Hash(password);

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        if (!TryRead(hashedPassword, out var settings, out var salt, out var expected))
        {
            return PasswordVerificationResult.Failed;
        }

        var actual = Derive(providedPassword, salt, settings, expected.Length);
        if (!CryptographicOperations.FixedTimeEquals(actual, expected))
        {
            return PasswordVerificationResult.Failed;
        }

        return hashedPassword.StartsWith(Parameters, StringComparison.Ordinal)
            ? PasswordVerificationResult.Success
            : PasswordVerificationResult.SuccessRehashNeeded;
    }

    /// <summary>Spends the time of a wrong password, for a user name that nobody has.</summary>
    public static void VerifyNobody(string providedPassword) =>
        Derive(providedPassword, new byte[SaltLength], new Settings(MemoryKiB, Passes, Lanes), HashLength);

    public string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Derive(password, salt, new Settings(MemoryKiB, Passes, Lanes), HashLength);
        return Parameters + Text(salt) + "$" + Text(hash);
    }

    public void Dispose() => turns.Dispose();

    static byte[] Derive(string password, byte[] salt, Settings settings, int length)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)))
        {
            Salt = salt,
            MemorySize = settings.MemoryKiB,
            Iterations = settings.Passes,
            DegreeOfParallelism = settings.Lanes,
        };
        return argon.GetBytes(length);
    }

    /// <summary>Reads a PHC string of Argon2id; refuses settings beyond what a server should ever be asked to spend.</summary>
    static bool TryRead(string phc, out Settings settings, out byte[] salt, out byte[] hash)
    {
        settings = default;
        salt = hash = [];
        var parts = phc.Split('$');
        if (parts.Length != 6 || parts[1] != "argon2id" || parts[2] != "v=19")
        {
            return false;
        }

        var numbers = parts[3].Split(',');
        if (numbers.Length != 3 || !Number(numbers[0], "m=", out var memory) || !Number(numbers[1], "t=", out var passes) ||
            !Number(numbers[2], "p=", out var lanes) || memory is < 8 or > 1024 * 1024 || passes is < 1 or > 20 || lanes is < 1 or > 16)
        {
            return false;
        }

        settings = new Settings(memory, passes, lanes);
        try
        {
            salt = Bytes(parts[4]);
            hash = Bytes(parts[5]);
            return salt.Length >= 8 && hash.Length is >= 16 and <= 64;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static bool Number(string text, string name, out int number)
    {
        number = 0;
        return text.StartsWith(name, StringComparison.Ordinal) &&
            int.TryParse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    static byte[] Bytes(string text) => Convert.FromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4));

    readonly record struct Settings(int MemoryKiB, int Passes, int Lanes);

    sealed class Turn(Argon2Hasher hasher) : IDisposable
    {
        int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
            {
                Interlocked.Decrement(ref hasher.waiting);
                hasher.turns.Release();
            }
        }
    }
}
