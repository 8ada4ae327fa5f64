namespace Holdfast.Harness.Faults;

/// <summary>Repeatable chance (SplitMix64): the same seed gives the same run of numbers. Not thread-safe; not for secrets.</summary>
public sealed class Dice(ulong seed)
{
    ulong state = seed;

    /// <summary>A number from 0 up to, and without, <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
