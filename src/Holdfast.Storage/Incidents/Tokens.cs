using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.Incidents;

/// <summary>Keyed hashes that let a query leave out whom an incident is hidden from, and find what is shared, without naming anybody.</summary>
static class Tokens
{
    public static void Write(List<Write> writes, Incident? before, Incident after, Keyring keys)
    {
        var had = before is null ? [] : Of(before, keys);
        var has = Of(after, keys);
        foreach (var token in has.Except(had, ByteComparer.Instance))
        {
            writes.Add(new Write("INSERT INTO incident_token (token, incident) VALUES ($1, $2) ON CONFLICT DO NOTHING", [token, after.Id.ToBytes()]));
        }

        foreach (var token in had.Except(has, ByteComparer.Instance))
        {
            writes.Add(new Write("DELETE FROM incident_token WHERE token = $1 AND incident = $2", [token, after.Id.ToBytes()]));
        }
    }

    /// <summary>The tokens of an incident. Broken glass has none: whoever may break it sees every number anyway, and it ends by itself.</summary>
    public static List<byte[]> Of(Incident incident, Keyring keys) =>
    [
        .. incident.Excluded.Select(keys.ExcludedToken),
        .. incident.Grants.Where(grant => grant.Until is null).Select(grant => grant.To).Distinct().Select(keys.SharedToken),
    ];

    sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => BitConverter.ToInt32(obj);
    }
}
