using System.Collections;
using System.Reflection;
using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Tests.Protocol;

/// <summary>Fills every field of a message with something that is not its default.</summary>
internal static class Samples
{
    public static IMessage Of(Type type)
    {
        var message = (IMessage)Activator.CreateInstance(type)!;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public)) field.SetValue(message, ValueOf(field.FieldType));
        return message;
    }

    private static object ValueOf(Type type)
    {
        if (type == typeof(string)) return "grün";
        if (type == typeof(bool)) return true;
        if (type == typeof(sbyte)) return (sbyte)-3;
        if (type == typeof(short)) return (short)-300;
        if (type == typeof(int)) return 70_000;
        if (type == typeof(long)) return 5_000_000_000;
        if (type == typeof(Guid)) return new Guid("00112233-4455-6677-8899-aabbccddeeff");
        if (type == typeof(byte[])) return new byte[] { 1, 2, 3 };
        if (type == typeof(ReadOnlyMemory<byte>?)) return (ReadOnlyMemory<byte>?)new byte[2000];
        if (type == typeof(ErrorCode)) return ErrorCode.FencedInstanceId;
        if (type.IsAssignableTo(typeof(IMessage))) return Of(type);
        var list = (IList)Activator.CreateInstance(type)!;
        for (var i = 0; i < 2; i++) list.Add(ValueOf(type.GenericTypeArguments[0]));
        return list;
    }
}
